//go:build ignore

package main

import (
	"errors"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/websocket"
)

type gorilla struct{ conn *websocket.Conn }

func (g gorilla) call(one step) error {
	if one.Method == "Close" {
		return g.conn.Close()
	}
	var data []byte
	if one.Code != nil {
		text := ""
		if one.Reason != nil {
			text = *one.Reason
		}
		data = websocket.FormatCloseMessage(*one.Code, text)
	}
	if one.Method == "WriteMessage" {
		return g.conn.WriteMessage(websocket.CloseMessage, data)
	}
	return g.conn.WriteControl(websocket.CloseMessage, data, time.Now().Add(time.Second))
}

func (g gorilla) closed() object {
	for {
		if _, _, err := g.conn.ReadMessage(); err != nil {
			g.conn.Close()
			var closed *websocket.CloseError
			if errors.As(err, &closed) {
				return object{"code": closed.Code, "reason": closed.Text}
			}
			return object{"error": "another error"}
		}
	}
}

func main() {
	if os.Args[1] == "client" {
		clients(func(url string) (talker, error) {
			conn, _, err := websocket.DefaultDialer.Dial(url, nil)
			return gorilla{conn}, err
		})
		return
	}
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	serve(func(writer http.ResponseWriter, request *http.Request) (talker, error) {
		conn, err := upgrader.Upgrade(writer, request, nil)
		return gorilla{conn}, err
	})
}
