package app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Sends with Jetty's client. A mode is how the request is sent and how its body is written. By reflection, for 12.0 moved
 * nearly every type to another package, and 10.0 renamed those of bodies.
 */
final class JettyApp implements HttpApp.Sender {

    private static final String CLIENT = "org.eclipse.jetty.client.";

    private final Object client = started(CLIENT + "HttpClient");
    private Object http2;

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        String[] how = mode.split("-", -1);
        Object request = call(how[0].startsWith("h2") ? http2() : client, "newRequest", url);
        call(request, "method", method);
        if (how[0].equals("timeout")) {
            call(request, "timeout", 300L, TimeUnit.MILLISECONDS);
        }
        if (how[0].equals("signed")) {
            // what a listener adds is part of the head as well
            listen(request, "onRequestBegin", "BeginListener", begun -> header(begun, "Host", authority(how[1])));
        }
        if (how[0].equals("swapped")) {
            listen(request, "onRequestBegin", "BeginListener", begun -> put(begun, bytes(HttpApp.DELETION)));
        }
        if (body == null) {
            return how[0].startsWith("async") ? listened(request, null, body, false) : blocked(request);
        }
        header(request, "Content-Type", "application/json");
        switch (how[1]) {
            case "stream":
                InputStream in = new ByteArrayInputStream(body);
                put(request, content("InputStream", new Class<?>[] {InputStream.class}, in));
                break;
            case "deferred":
            case "late":
                return listened(request, content("OutputStream", new Class<?>[0]), body, how[1].equals("late"));
            case "gzip":
                header(request, "Content-Encoding", "gzip");
                put(request, bytes(zipped(body)));
                break;
            case "multipart":
                put(request, multipart(body));
                break;
            default:
                put(request, bytes(body));
        }
        return how[0].startsWith("async") ? listened(request, null, body, false) : blocked(request);
    }

    private static String authority(String host) {
        return host.replace('_', ':');
    }

    private static HttpApp.Answer blocked(Object request) throws Exception {
        Object answer = call(request, "send");
        return new HttpApp.Answer((Integer) call(answer, "getStatus"), (String) call(answer, "getContentAsString"));
    }

    /** Sends with listeners, and writes the body only then if it is written to a stream. */
    private static HttpApp.Answer listened(Object request, Object output, byte[] body, boolean late) throws Exception {
        CompletableFuture<HttpApp.Answer> end = new CompletableFuture<>();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Object listener = proxy("Response$Listener", (proxy, method, arguments) -> {
            // the first 9.4 has no defaults, and both forms of this one
            if (method.getName().equals("onContent") && (arguments.length == 2 || !method.isDefault())) {
                ByteBuffer content = ((ByteBuffer) arguments[1]).duplicate();
                byte[] bytes = new byte[content.remaining()];
                content.get(bytes);
                text.writeBytes(bytes);
                return arguments.length == 2 ? null : call(arguments[2], "succeeded");
            }
            if (method.getName().equals("onHeader")) {
                return true;
            }
            if (method.getName().equals("onComplete")) {
                Throwable failure = (Throwable) call(arguments[0], "getFailure");
                int status = (Integer) call(call(arguments[0], "getResponse"), "getStatus");
                if (failure == null) {
                    end.complete(new HttpApp.Answer(status, text.toString(StandardCharsets.UTF_8)));
                } else {
                    end.completeExceptionally(failure);
                }
            }
            return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : null;
        });
        if (output != null) {
            put(request, output);
        }
        call(request, "send", listener);
        if (output != null) {
            try (OutputStream out = (OutputStream) call(output, "getOutputStream")) {
                for (int i = 0; i < body.length; i += 1_000) {
                    if (late && i == 1_000) {
                        // longer than a body is waited for
                        Thread.sleep(2_500);
                    }
                    out.write(body, i, Math.min(1_000, body.length - i));
                }
            } catch (IOException e) {
                // the listener is told why
            }
        }
        try {
            return end.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** A client of HTTP/2 alone. */
    private synchronized Object http2() throws Exception {
        if (http2 == null) {
            String http2 = "org.eclipse.jetty.http2.client.";
            Object inner = type(http2 + "HTTP2Client").getConstructor().newInstance();
            String over = exists(http2 + "transport.HttpClientTransportOverHTTP2")
                    ? http2 + "transport.HttpClientTransportOverHTTP2"
                    : http2 + "http.HttpClientTransportOverHTTP2";
            Object transport = type(over).getConstructor(inner.getClass()).newInstance(inner);
            Class<?> face = Arrays.stream(type(CLIENT + "HttpClient").getConstructors())
                    .filter(one -> one.getParameterCount() == 1)
                    .map(one -> one.getParameterTypes()[0])
                    .filter(one -> one.isInstance(transport))
                    .findFirst()
                    .orElseThrow();
            this.http2 = type(CLIENT + "HttpClient").getConstructor(face).newInstance(transport);
            call(this.http2, "start");
        }
        return http2;
    }

    private static Object started(String type) {
        try {
            Object client = type(type).getConstructor().newInstance();
            call(client, "start");
            return client;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object bytes(byte[] body) throws Exception {
        return content("Bytes", new Class<?>[] {byte[][].class}, (Object) new byte[][] {body});
    }

    private static Object multipart(byte[] body) throws Exception {
        Object parts = content("MultiPart", new Class<?>[] {String.class}, "boundary0boundary0");
        Object part = bytes(body);
        if (exists("org.eclipse.jetty.http.MultiPart$ContentSourcePart")) {
            Class<?> source = type("org.eclipse.jetty.io.Content$Source");
            Class<?> fields = type("org.eclipse.jetty.http.HttpFields");
            Object one = type("org.eclipse.jetty.http.MultiPart$ContentSourcePart")
                    .getConstructor(String.class, String.class, fields, source)
                    .newInstance("note", null, fields.getField("EMPTY").get(null), part);
            call(parts, "addPart", one);
        } else {
            call(parts, "addFieldPart", "note", part, null);
        }
        call(parts, "close");
        return parts;
    }

    /** A content of the type that has this name with the ending of the version. */
    private static Object content(String kind, Class<?>[] parameters, Object... arguments) throws Exception {
        for (String name : new String[] {
            CLIENT + kind + "RequestContent",
            CLIENT + "util." + kind + "RequestContent",
            CLIENT + "util." + kind + "ContentProvider"
        }) {
            if (exists(name)) {
                return type(name).getConstructor(parameters).newInstance(arguments);
            }
        }
        throw new ClassNotFoundException(kind);
    }

    private static void put(Object request, Object content) throws Exception {
        call(request, has(request, "getBody") ? "body" : "content", content);
    }

    private static void header(Object request, String name, String value) throws Exception {
        if (has(request, "header", String.class, String.class)) {
            Method header = request.getClass().getMethod("header", String.class, String.class);
            // null takes away what is there
            header.invoke(request, name, null);
            header.invoke(request, name, value);
        } else {
            Consumer<Object> put = fields -> {
                try {
                    call(fields, "put", name, value);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            };
            call(request, "headers", put);
        }
    }

    /** What is done with a request. */
    private interface Step {
        void with(Object request) throws Exception;
    }

    private static void listen(Object request, String method, String listener, Step step) throws Exception {
        call(request, method, proxy("Request$" + listener, (proxy, called, arguments) -> {
            step.with(arguments[0]);
            return null;
        }));
    }

    private static Object proxy(String name, InvocationHandler handler) throws Exception {
        Class<?> face = type(exists(CLIENT + "api." + name) ? CLIENT + "api." + name : CLIENT + name);
        return Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals")
                        ? (Object) (proxy == arguments[0])
                        : method.getName().equals("hashCode") ? (Object) System.identityHashCode(proxy) : name;
            }
            return handler.invoke(proxy, method, arguments);
        });
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name);
    }

    private static boolean exists(String name) {
        return JettyApp.class.getClassLoader().getResource(name.replace('.', '/') + ".class") != null;
    }

    private static boolean has(Object target, String name, Class<?>... parameters) {
        try {
            target.getClass().getMethod(name, parameters);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Calls the first public method that takes these arguments. */
    private static Object call(Object target, String name, Object... arguments) throws Exception {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && takes(method.getParameterTypes(), arguments)) {
                try {
                    method.setAccessible(true);
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        }
        throw new NoSuchMethodException(target.getClass().getName() + "." + name);
    }

    private static boolean takes(Class<?>[] types, Object[] arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            Class<?> type = types[i] == long.class ? Long.class : types[i];
            if (arguments[i] != null && !type.isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
