package feed

import (
	"log"

	"github.com/gorilla/websocket"
)

type Feed struct {
	url  string
	conn *websocket.Conn
}

func (f *Feed) connect() error {
	conn, _, err := websocket.DefaultDialer.Dial(f.url, nil)
	f.conn = conn
	return err
}

func (f *Feed) read() {
	for {
		_, message, err := f.conn.ReadMessage()
		if err != nil {
			if websocket.IsCloseError(err, websocket.CloseAbnormalClosure, websocket.CloseMessageTooBig) {
				f.connect()
				continue
			}
			return
		}
		log.Printf("%s", message)
	}
}
