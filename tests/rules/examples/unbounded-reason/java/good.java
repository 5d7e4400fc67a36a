import okhttp3.WebSocket;

class Feed {
    void leave(WebSocket line) {
        try {
            store.load();
        } catch (StoreException failure) {
            line.close(1011, limited(failure.getMessage()));
        }
    }
}
