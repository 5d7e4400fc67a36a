require "faye/websocket"

class Feed
  def initialize
    @attempts = 0
  end

  def connect
    @line = Faye::WebSocket::Client.new("wss://feed.example.org")
    @line.on(:close) do |event|
      again
    end
    @line.on(:error) do |event|
      puts event.message
    end
  end

  def again
    EM.add_timer(rand * [30, 0.5 * 2**@attempts].min) { connect }
    @attempts += 1
  end
end
