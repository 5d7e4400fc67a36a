# faye-websocket's client on EventMachine.

require_relative "driver"
require "faye/websocket"
require "eventmachine"

job = read_job
waiting = job["cases"].dup
running = 0

play = lambda do |one|
  running += 1
  socket = Faye::WebSocket::Client.new("#{job["url"]}/#{one["id"]}")
  calls = []
  reported = false
  report = lambda do |own|
    next if reported
    reported = true
    say(id: one["id"], calls: calls, own: own)
    running -= 1
    waiting.empty? ? (EM.stop if running.zero?) : play.call(waiting.shift)
  end
  make = lambda do
    one["calls"].each do |step|
      given = []
      given << step["code"] if step.key?("code") || step.key?("reason")
      given << step["reason"] if step.key?("reason")
      calls << attempt { socket.public_send(step["method"], *given) }
    end
  end
  socket.on(:open) { make.call if one["when"] != "early" }
  socket.on(:close) { |event| report.call({ code: event.code, reason: event.reason }) }
  make.call if one["when"] == "early"
  EM.add_timer(job["limit"] * 2) { report.call(nil) }
end

EM.run do
  [job["together"], waiting.size].min.times { play.call(waiting.shift) }
end
