package feed

import (
	"log"

	"github.com/gorilla/websocket"
)

type Feed struct {
	conn *websocket.Conn
	gone chan error
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
			f.gone <- err // whoever waits there decides
			return
		}
		log.Printf("%s", message)
	}
}
