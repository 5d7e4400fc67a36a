package feed

import (
	"log"

	"github.com/gorilla/websocket"
)

type Feed struct {
	conn *websocket.Conn
}

func (f *Feed) Start(url string) error {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return err
	}
	f.conn = conn
	go f.read()
	return nil
}

func (f *Feed) read() {
	for {
		_, message, err := f.conn.ReadMessage()
		if err != nil {
			log.Println("closed:", err)
			return
		}
		log.Printf("%s", message)
	}
}
