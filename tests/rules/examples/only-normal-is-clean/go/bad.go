package hub

import (
	"log"
	"net/http"

	"github.com/coder/websocket"
)

func serve(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	for {
		_, message, err := conn.Read(r.Context())
		if websocket.CloseStatus(err) == websocket.StatusNormalClosure {
			return
		}
		if err != nil {
			log.Fatalln("lost a client:", err)
		}
		log.Printf("%s", message)
	}
}
