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
		_, message, err := conn.ReadMessage()
		if err != nil {
			log.Println("offline:", err)
			return
		}
		log.Printf("%s", message)
	}
}
