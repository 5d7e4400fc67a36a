require "openssl"
require "websocket/driver"

class Ticker
  attr_reader :url

  def dial
    @wire = OpenSSL::SSL::SSLSocket.new(TCPSocket.new("ticker.example.org", 443))
    @wire.connect
    @driver = WebSocket::Driver.client(self)
    listen
    @driver.start
  end

  def write(bytes)
    @wire.write(bytes)
  end

  private

  def listen
    @driver.on(:close) { |event| dial unless event.code == 1000 }
  end
end
