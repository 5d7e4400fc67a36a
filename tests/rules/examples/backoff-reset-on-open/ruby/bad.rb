require "faye/websocket"

class Feed
  def initialize
    @attempts = 0
  end

  def connect
    @line = Faye::WebSocket::Client.new("wss://feed.example.org")
    @line.on(:close) do |event|
      again unless event.code == 1000
    end
    @line.on(:open) do |event|
      @attempts = 0
    end
  end

  def again
    EM.add_timer(rand * [30, 0.5 * 2**@attempts].min) { connect }
    @attempts += 1
  end
end
