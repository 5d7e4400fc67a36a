// What the drivers of Jetty, Tomcat and Netty share; it uses the helpers of Driver.java.
// The job and the report are described in drivers/python/driver.py.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Lab {
    private static final BufferedReader INPUT;
    static final ExecutorService POOL = Executors.newCachedThreadPool();

    static {
        try {
            INPUT = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        } catch (java.io.UnsupportedEncodingException never) {
            throw new IllegalStateException(never);
        }
    }

    /** One call of a case on an open connection. */
    interface Talker {
        void call(Step step) throws Exception;
    }

    /** What is to be called: `code` and `reason` are null when they are not given. */
    record Step(String method, Integer code, String reason) {}

    /** A case; `over` is what this side's handler learns, as JSON. */
    record Case(String id, List<Step> steps, CompletableFuture<String> over) {
        void learn(Integer code, String reason, String error) {
            List<String> parts = new ArrayList<>();
            if (code != null) parts.add("\"code\": " + code);
            if (reason != null) parts.add("\"reason\": " + Driver.quoted(reason));
            if (error != null) parts.add("\"error\": " + Driver.quoted(error));
            over.complete("{" + String.join(", ", parts) + "}");
        }
    }

    static String url;
    static final Map<String, Case> CASES = new LinkedHashMap<>();

    static void read() throws Exception {
        String job = INPUT.readLine();
        url = Driver.text(job, "url");
        Matcher cases = Driver.CASES.matcher(job);
        while (cases.find()) {
            List<Step> steps = new ArrayList<>();
            Matcher each = Pattern.compile("\\{\"method\": .*?\\}").matcher(cases.group(2));
            while (each.find()) {
                String code = Driver.find(each.group(), "\"code\": (-?\\d+)", "");
                String reason = each.group().contains("\"reason\"") ? Driver.text(each.group(), "reason") : null;
                steps.add(new Step(Driver.text(each.group(), "method"), code.isEmpty() ? null : Integer.valueOf(code), reason));
            }
            CASES.put(cases.group(1), new Case(cases.group(1), steps, new CompletableFuture<>()));
        }
    }

    static Case of(String path) {
        return CASES.get(path.replace("/", ""));
    }

    /** Makes the case's calls, waits until this side knows that the connection is closed, and reports. */
    static void play(Case one, Talker with) {
        List<String> outcomes = new ArrayList<>();
        for (Step step : one.steps) {
            CompletableFuture<String> done = CompletableFuture.supplyAsync(() -> {
                try {
                    with.call(step);
                    return "{}";
                } catch (Exception error) {
                    return "{\"error\": " + Driver.quoted(Driver.describe(error)) + ", \"at\": \"call\"}";
                }
            }, POOL);
            outcomes.add(done.completeOnTimeout("{\"hung\": true}", Driver.LIMIT, TimeUnit.SECONDS).join());
        }
        String own = one.over.completeOnTimeout("null", Driver.LIMIT, TimeUnit.SECONDS).join();
        Driver.say("{\"id\": " + Driver.quoted(one.id) + ", \"calls\": [" + String.join(", ", outcomes) + "], \"own\": " + own + "}");
    }

    /** Opens a connection for each case, twelve at a time. */
    interface Connector {
        Talker connect(Case one, String url) throws Exception;
    }

    static void clients(Connector connector) {
        ExecutorService together = Executors.newFixedThreadPool(12);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (Case one : CASES.values()) {
            running.add(CompletableFuture.runAsync(() -> {
                try {
                    play(one, connector.connect(one, url + "/" + one.id));
                } catch (Exception error) {
                    Driver.say("{\"id\": " + Driver.quoted(one.id) + ", \"failed\": " + Driver.quoted(Driver.describe(error)) + "}");
                }
            }, together));
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        System.exit(0);
    }

    /** Tells where a server listens, and ends it when the suite closes stdin. */
    static void listening(int port) throws Exception {
        Driver.say("{\"listening\": " + port + "}");
        while (INPUT.readLine() != null) {}
        System.exit(0);
    }
}
