package feed

import "github.com/gorilla/websocket"

func read(conn *websocket.Conn, logIn func()) error {
	_, _, err := conn.ReadMessage()
	if websocket.IsCloseError(err, 401) {
		logIn()
	}
	return err
}
