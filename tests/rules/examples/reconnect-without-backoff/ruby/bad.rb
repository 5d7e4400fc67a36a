require "faye/websocket"

class Feed
  def initialize
    @attempts = 0
  end

  def connect
    @line = Faye::WebSocket::Client.new("wss://feed.example.org")
    @line.on(:close) do |event|
      connect unless event.code == 1000
    end
  end
end
