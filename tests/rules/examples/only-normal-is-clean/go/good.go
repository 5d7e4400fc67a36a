package hub

import (
	"log/slog"
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
		if err != nil {
			switch websocket.CloseStatus(err) {
			case websocket.StatusNormalClosure, websocket.StatusGoingAway, websocket.StatusNoStatusRcvd:
			default:
				slog.Error("lost a client", "error", err)
			}
			return
		}
		slog.Info("message", "text", message)
	}
}
