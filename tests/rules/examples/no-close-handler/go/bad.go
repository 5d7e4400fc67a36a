package feed

import (
	"log"

	"github.com/gorilla/websocket"
)

func watch(url string) {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		log.Fatal(err)
	}
	for {
		_, message, _ := conn.ReadMessage()
		log.Printf("%s", message)
	}
}
