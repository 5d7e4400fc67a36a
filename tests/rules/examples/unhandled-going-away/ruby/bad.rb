require "faye/websocket"

class Feed
  def initialize
    @attempts = 0
  end

  def connect
    @line = Faye::WebSocket::Client.new("wss://feed.example.org")
    @line.on(:close) do |event|
      puts event.reason
    end
  end
end
