//go:build ignore

package main

import (
	"net/http"
	"os"
	"sync"

	"golang.org/x/net/websocket"
)

// xnet is a connection of golang.org/x/net/websocket; a server's handler returns when released.
type xnet struct {
	conn     *websocket.Conn
	released chan bool
	once     *sync.Once
}

func (x xnet) release() { x.once.Do(func() { close(x.released) }) }

func (x xnet) call(one step) error {
	if one.Method == "(handler returns)" {
		x.release()
		return nil
	}
	return x.conn.Close()
}

func (x xnet) closed() object {
	defer x.release()
	var text string
	for {
		if err := websocket.Message.Receive(x.conn, &text); err != nil {
			return object{"error": describe(err)}
		}
	}
}

func main() {
	if os.Args[1] == "client" {
		clients(func(url string) (talker, error) {
			conn, err := websocket.Dial(url, "", "http://127.0.0.1/")
			return xnet{conn, make(chan bool), &sync.Once{}}, err
		})
		return
	}
	serve(func(writer http.ResponseWriter, request *http.Request) (talker, error) {
		opened := make(chan xnet)
		handler := func(conn *websocket.Conn) {
			with := xnet{conn, make(chan bool), &sync.Once{}}
			opened <- with
			<-with.released
		}
		go websocket.Server{Handler: handler}.ServeHTTP(writer, request)
		return <-opened, nil
	})
}
