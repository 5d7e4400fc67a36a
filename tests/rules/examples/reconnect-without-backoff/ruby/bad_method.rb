require "faye/websocket"

class Feed
  def connect
    @line = Faye::WebSocket::Client.new("wss://feed.example.org")
    @line.on(:close) do |event|
      EM.add_timer(breather) { connect } unless event.code == 1000
    end
  end

  private

  def breather
    @slow ? 5 : 0
  end
end
