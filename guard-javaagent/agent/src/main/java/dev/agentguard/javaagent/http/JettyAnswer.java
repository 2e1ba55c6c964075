package dev.agentguard.javaagent.http;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A listener to one response of Jetty's client that makes a copy of it, decoded, beside the application's own listeners.
 * Called by one thread at a time.
 */
final class JettyAnswer implements InvocationHandler {

    private final Object response;
    private final HttpHop hop;
    private @Nullable AnswerCopy copy;

    private JettyAnswer(Object response, HttpHop hop) {
        this.response = response;
        this.hop = hop;
    }

    /** Listens to the response of an exchange that is not sent yet. */
    @SuppressWarnings("unchecked") // Jetty's listeners.
    static void await(Object exchange, HttpHop hop) throws Exception {
        Object listeners = Members.get(exchange, "getResponseListeners");
        boolean listed = listeners instanceof Collection;
        String response = listed ? "org.eclipse.jetty.client.api.Response$" : "org.eclipse.jetty.client.Response$";
        Class<?> content = Members.type(exchange.getClass(), response + "ContentListener");
        Class<?> async = Members.type(exchange.getClass(), response + "AsyncContentListener");
        Class<?>[] faces = {
            Members.type(exchange.getClass(), response + "HeadersListener"),
            // of the first 9.4, nobody tells the plain one
            async.isAssignableFrom(content) ? content : async,
            Members.type(exchange.getClass(), response + "SuccessListener")
        };
        Object listener = Proxy.newProxyInstance(
                faces[0].getClassLoader(), faces, new JettyAnswer(Members.get(exchange, "getResponse"), hop));
        if (listed) {
            ((Collection<Object>) listeners).add(listener);
        } else {
            Members.call(listeners, "addHeadersListener", listener);
            Members.call(listeners, "addContentSourceListener", listener);
            Members.call(listeners, "addSuccessListener", listener);
        }
        // the conversation has a copy of those that were there
        Members.call(Members.get(exchange, "getConversation"), "updateResponseListeners", (Object) null);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A redirected response is another one.
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null && arguments.length > 0 && arguments[0] == response) {
            note(method, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "guard";
            default -> method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : null;
        };
    }

    private void note(Method method, @Nullable Object[] arguments) throws Exception {
        switch (method.getName()) {
            case "onHeaders" -> {
                int status = JettyMessages.status(response);
                copy = new AnswerCopy(hop, status, JettyMessages.headers(response));
            }
            case "onContent" -> {
                if (copy != null && !method.isDefault() && arguments[1] instanceof ByteBuffer buffer) {
                    copy.add(buffer);
                }
                if (!method.isDefault() && arguments.length > 2) {
                    Members.call(Objects.requireNonNull(arguments[2]), "succeeded");
                }
            }
            case "onSuccess" -> {
                if (copy != null && JettyMessages.status(response) >= 200) {
                    copy.end();
                }
            }
            default -> {}
        }
    }
}
