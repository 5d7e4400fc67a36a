package feed

import (
	"errors"

	"github.com/gorilla/websocket"
)

func read(conn *websocket.Conn, logIn func()) error {
	_, _, err := conn.ReadMessage()
	var closed *websocket.CloseError
	if errors.As(err, &closed) && closed.Code == 401 {
		logIn()
	}
	return err
}
