package relay

import (
	"errors"

	"github.com/gorilla/websocket"
)

func relay(client, upstream *websocket.Conn) error {
	for {
		kind, message, err := upstream.ReadMessage()
		if err != nil {
			code, text := websocket.CloseInternalServerErr, ""
			var closed *websocket.CloseError
			if errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure {
				code, text = closed.Code, closed.Text
			}
			return client.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, text))
		}
		if err := client.WriteMessage(kind, message); err != nil {
			return err
		}
	}
}
