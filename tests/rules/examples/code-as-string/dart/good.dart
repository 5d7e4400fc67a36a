import 'dart:io';

bool left(WebSocket line) => line.closeCode == 1001;
