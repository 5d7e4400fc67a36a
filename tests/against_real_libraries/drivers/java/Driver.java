// java.net.http.WebSocket. It reads the job from stdin and reports as drivers/python/driver.py describes.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Driver {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final long LIMIT = 3;
    static final Pattern CASES =
            Pattern.compile("\\{\"id\": \"(\\w+)\", \"calls\": \\[(.*?)\\], \"when\": \"(\\w+)\"");

    public static void main(String[] arguments) throws Exception {
        String job = new BufferedReader(new InputStreamReader(System.in, "UTF-8")).readLine();
        String url = text(job, "url");
        ExecutorService pool = Executors.newFixedThreadPool(12);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        Matcher cases = CASES.matcher(job);
        while (cases.find()) {
            String id = cases.group(1);
            String calls = cases.group(2);
            running.add(CompletableFuture.runAsync(() -> play(url, id, calls), pool));
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        System.exit(0);
    }

    private static void play(String url, String id, String calls) {
        CompletableFuture<String> over = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                over.complete("{\"code\": " + code + ", \"reason\": " + quoted(reason) + "}");
                return null;
            }

            @Override
            public void onError(WebSocket socket, Throwable error) {
                over.complete("{\"error\": " + quoted(describe(error)) + "}");
            }
        };
        WebSocket socket = CLIENT.newWebSocketBuilder().buildAsync(URI.create(url + "/" + id), listener).join();
        List<String> outcomes = new ArrayList<>();
        Matcher steps = Pattern.compile("\\{\"method\": .*?\\}").matcher(calls);
        while (steps.find()) {
            outcomes.add(call(socket, steps.group()));
        }
        String own = "null";
        try {
            own = over.get(LIMIT, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException nothing) {
            own = "null";
        }
        say("{\"id\": " + quoted(id) + ", \"calls\": [" + String.join(", ", outcomes) + "], \"own\": " + own + "}");
    }

    private static String call(WebSocket socket, String step) {
        if (text(step, "method").equals("abort")) {
            socket.abort();
            return "{}";
        }
        int code = Integer.parseInt(find(step, "\"code\": (-?\\d+)", "0"));
        String reason = text(step, "reason");
        CompletableFuture<WebSocket> sent;
        try {
            sent = socket.sendClose(code, reason);
        } catch (RuntimeException error) {
            return "{\"error\": " + quoted(describe(error)) + ", \"at\": \"call\"}";
        }
        try {
            sent.get(LIMIT, TimeUnit.SECONDS);
            return "{}";
        } catch (ExecutionException error) {
            return "{\"error\": " + quoted(describe(error.getCause())) + ", \"at\": \"await\"}";
        } catch (TimeoutException | InterruptedException error) {
            return "{\"hung\": true}";
        }
    }

    static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static String describe(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    static String text(String json, String name) {
        String found = find(json, "\"" + name + "\": \"((?:[^\"\\\\]|\\\\.)*)\"", "");
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < found.length(); at++) {
            if (found.startsWith("\\u", at)) {
                plain.append((char) Integer.parseInt(found.substring(at + 2, at + 6), 16));
                at += 5;
            } else {
                plain.append(found.charAt(at));
            }
        }
        return plain.toString();
    }

    static String find(String text, String pattern, String otherwise) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? found.group(1) : otherwise;
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char one : text.toCharArray()) {
            json.append(one < ' ' || one > '~' || one == '"' || one == '\\' ? String.format("\\u%04x", (int) one) : one);
        }
        return json.append('"').toString();
    }
}
