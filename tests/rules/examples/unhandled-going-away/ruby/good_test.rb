require "faye/websocket"

describe "a guest" do
  it "is told why it has to leave" do
    guest = Faye::WebSocket::Client.new("ws://localhost:7000")
    guest.on(:close) { |event| event.code.should == 1008 }
  end
end
