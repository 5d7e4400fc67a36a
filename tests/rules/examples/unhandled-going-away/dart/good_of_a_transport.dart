import 'package:web_socket_channel/web_socket_channel.dart';

class Transport {
  void Function(int? code)? onClosed;
  WebSocketChannel? _line;

  void connect(Uri address) {
    _line = WebSocketChannel.connect(address);
    _line!.stream.listen((message) => show(message), onDone: () {
      if (onClosed != null) onClosed!(_line!.closeCode);
    });
  }
}
