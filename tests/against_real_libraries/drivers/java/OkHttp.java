// OkHttp's WebSocket. It uses the helpers of Driver.java; both are compiled into one folder.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

public class OkHttp {
    private static final OkHttpClient CLIENT = new OkHttpClient();

    public static void main(String[] arguments) throws Exception {
        String job = new BufferedReader(new InputStreamReader(System.in, "UTF-8")).readLine();
        String url = Driver.text(job, "url");
        ExecutorService pool = Executors.newFixedThreadPool(12);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        Matcher cases = Driver.CASES.matcher(job);
        while (cases.find()) {
            String id = cases.group(1);
            String calls = cases.group(2);
            boolean early = cases.group(3).equals("early");
            running.add(CompletableFuture.runAsync(() -> play(url, id, calls, early), pool));
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        System.exit(0);
    }

    private static void play(String url, String id, String calls, boolean early) {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        CompletableFuture<String> over = new CompletableFuture<>();
        List<String> steps = new ArrayList<>();
        WebSocketListener listener = new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                opened.complete(null);
            }

            @Override
            public void onClosing(WebSocket socket, int code, String reason) {
                steps.add("onClosing");
                if (calls.isEmpty()) {
                    socket.close(1000, null); // as the documentation asks for
                }
            }

            @Override
            public void onClosed(WebSocket socket, int code, String reason) {
                over.complete("{\"code\": " + code + ", \"reason\": " + Driver.quoted(reason) + ", \"handler\": \"onClosed\"}");
            }

            @Override
            public void onFailure(WebSocket socket, Throwable error, Response response) {
                opened.complete(null);
                String closing = steps.isEmpty() ? "" : "onClosing, ";
                over.complete("{\"handler\": \"" + closing + "onFailure\", \"error\": " + Driver.quoted(Driver.describe(error)) + "}");
            }
        };
        WebSocket socket = CLIENT.newWebSocket(new Request.Builder().url(url + "/" + id).build(), listener);
        if (!early) {
            opened.orTimeout(Driver.LIMIT, TimeUnit.SECONDS).exceptionally(error -> null).join();
        }
        List<String> outcomes = new ArrayList<>();
        Matcher each = Pattern.compile("\\{\"method\": .*?\\}").matcher(calls);
        while (each.find()) {
            outcomes.add(call(socket, each.group()));
        }
        String own = over.completeOnTimeout("null", Driver.LIMIT, TimeUnit.SECONDS).join();
        Driver.say("{\"id\": " + Driver.quoted(id) + ", \"calls\": [" + String.join(", ", outcomes) + "], \"own\": " + own + "}");
    }

    private static String call(WebSocket socket, String step) {
        try {
            if (Driver.text(step, "method").equals("cancel")) {
                socket.cancel();
                return "{}";
            }
            int code = Integer.parseInt(Driver.find(step, "\"code\": (-?\\d+)", "0"));
            boolean taken = socket.close(code, step.contains("\"reason\"") ? Driver.text(step, "reason") : null);
            return taken ? "{}" : "{\"error\": \"returned false\", \"at\": \"call\"}";
        } catch (RuntimeException error) {
            return "{\"error\": " + Driver.quoted(Driver.describe(error)) + ", \"at\": \"call\"}";
        }
    }
}
