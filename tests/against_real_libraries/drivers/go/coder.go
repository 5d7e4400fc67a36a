//go:build ignore

package main

import (
	"context"
	"errors"
	"net/http"
	"os"

	"nhooyr.io/websocket"
)

type coder struct{ conn *websocket.Conn }

func (c coder) call(one step) error {
	reason := ""
	if one.Reason != nil {
		reason = *one.Reason
	}
	return c.conn.Close(websocket.StatusCode(*one.Code), reason)
}

func (c coder) closed() object {
	for {
		if _, _, err := c.conn.Read(context.Background()); err != nil {
			var closed websocket.CloseError
			if errors.As(err, &closed) {
				return object{"code": int(closed.Code), "reason": closed.Reason}
			}
			return object{"code": int(websocket.CloseStatus(err))}
		}
	}
}

func main() {
	if os.Args[1] == "client" {
		clients(func(url string) (talker, error) {
			conn, _, err := websocket.Dial(context.Background(), url, nil)
			return coder{conn}, err
		})
		return
	}
	serve(func(writer http.ResponseWriter, request *http.Request) (talker, error) {
		conn, err := websocket.Accept(writer, request, &websocket.AcceptOptions{InsecureSkipVerify: true})
		return coder{conn}, err
	})
}
