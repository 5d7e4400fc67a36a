// Package hub fans messages out to the connections of one room.
package hub

import (
	"log"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

const (
	writeWait  = 10 * time.Second
	pongWait   = 60 * time.Second
	pingPeriod = pongWait * 9 / 10

	closeRoomFull = 4009
)

var upgrader = websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024}

// Hub keeps the members of a room.
type Hub struct {
	members  map[*member]bool
	join     chan *member
	leave    chan *member
	messages chan []byte
	capacity int
}

type member struct {
	hub  *Hub
	conn *websocket.Conn
	send chan []byte
}

// Serve upgrades a request and adds the connection to the room.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		log.Printf("upgrade: %v", err)
		return
	}
	if len(h.members) >= h.capacity {
		goodbye(conn, closeRoomFull, "room is full")
		return
	}
	if r.Header.Get("X-Chat-Version") == "1" {
		goodbye(conn, 426, "please update the app")
		return
	}
	m := &member{hub: h, conn: conn, send: make(chan []byte, 64)}
	h.join <- m
	go m.write()
	go m.read()
}

func goodbye(conn *websocket.Conn, code int, reason string) {
	message := websocket.FormatCloseMessage(code, reason)
	_ = conn.WriteControl(websocket.CloseMessage, message, time.Now().Add(writeWait))
	_ = conn.Close()
}

func (m *member) read() {
	defer func() {
		m.hub.leave <- m
		m.conn.Close()
	}()
	m.conn.SetReadLimit(16 << 10)
	m.conn.SetReadDeadline(time.Now().Add(pongWait))
	m.conn.SetPongHandler(func(string) error {
		return m.conn.SetReadDeadline(time.Now().Add(pongWait))
	})
	for {
		_, message, err := m.conn.ReadMessage()
		if err != nil {
			if websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure) {
				log.Printf("member lost: %v", err)
			}
			return
		}
		m.hub.messages <- message
	}
}

func (m *member) write() {
	ticker := time.NewTicker(pingPeriod)
	defer ticker.Stop()
	for {
		select {
		case message, open := <-m.send:
			m.conn.SetWriteDeadline(time.Now().Add(writeWait))
			if !open {
				// The hub has closed the room.
				m.conn.Close()
				return
			}
			if err := m.conn.WriteMessage(websocket.TextMessage, message); err != nil {
				return
			}
		case <-ticker.C:
			deadline := time.Now().Add(writeWait)
			if err := m.conn.WriteControl(websocket.PingMessage, nil, deadline); err != nil {
				message := websocket.FormatCloseMessage(websocket.CloseAbnormalClosure, "ping failed")
				_ = m.conn.WriteMessage(websocket.CloseMessage, message)
				return
			}
		}
	}
}

// Follow mirrors another hub's messages into this one.
func (h *Hub) Follow(url string) {
	for {
		conn, _, err := websocket.DefaultDialer.Dial(url, nil)
		if err != nil {
			log.Printf("follow %s: %v", url, err)
			time.Sleep(time.Second)
			continue
		}
		for {
			_, message, err := conn.ReadMessage()
			if err != nil {
				log.Printf("follow %s: %v", url, err)
				break
			}
			h.messages <- message
		}
		conn.Close()
		time.Sleep(time.Second)
	}
}
