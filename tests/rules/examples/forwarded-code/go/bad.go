package relay

import (
	"errors"

	"github.com/gorilla/websocket"
)

func relay(client, upstream *websocket.Conn) error {
	for {
		kind, message, err := upstream.ReadMessage()
		if err != nil {
			var closed *websocket.CloseError
			if errors.As(err, &closed) {
				return client.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(closed.Code, closed.Text))
			}
			return err
		}
		if err := client.WriteMessage(kind, message); err != nil {
			return err
		}
	}
}
