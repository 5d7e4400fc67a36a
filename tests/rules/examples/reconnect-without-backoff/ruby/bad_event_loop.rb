require "websocket-eventmachine-client"

EM.run do
  line = WebSocket::EventMachine::Client.connect(uri: "ws://prices.example.org:8080")
  line.onclose do |code, _reason|
    next if code == 1000
    EM.add_timer(3) do
      EM.reconnect("prices.example.org", 8080, line)
      line.post_init
    end
  end
end
