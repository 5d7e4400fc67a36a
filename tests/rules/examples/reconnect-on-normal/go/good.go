package feed

import (
	"context"
	"log"
	"math/rand"
	"time"

	"github.com/coder/websocket"
)

func wait(attempt int) time.Duration {
	return time.Duration(rand.Int63n(int64(500 * time.Millisecond << attempt)))
}

func run(ctx context.Context, url string) {
	for attempt := 0; ; attempt = min(attempt+1, 6) {
		conn, _, err := websocket.Dial(ctx, url, nil)
		if err != nil {
			time.Sleep(wait(attempt))
			continue
		}
		for {
			_, message, err := conn.Read(ctx)
			if websocket.CloseStatus(err) == websocket.StatusNormalClosure {
				return
			}
			if err != nil {
				break
			}
			log.Printf("%s", message)
		}
		time.Sleep(wait(attempt))
	}
}
