package feed

import (
	"log"
	"math/rand"
	"time"

	"github.com/gorilla/websocket"
)

func run(url string) {
	attempt := 0
	for {
		conn, _, err := websocket.DefaultDialer.Dial(url, nil)
		if err == nil {
			attempt = 0
			read(conn)
		}
		time.Sleep(time.Duration(rand.Int63n(int64(500 * time.Millisecond << attempt))))
		attempt = min(attempt+1, 6)
	}
}

func read(conn *websocket.Conn) {
	defer conn.Close()
	for {
		_, message, err := conn.ReadMessage()
		if err != nil {
			return
		}
		log.Printf("%s", message)
	}
}
