package dev.agentguard.javaagent.http;

import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code RequestBody}s that say of themselves what the application's own does, its length above all, and write what
 * was read of that. {@code RequestBody} is an abstract class without a factory for a stream, so a subclass is generated
 * beside it, once for each class loader.
 */
final class OkHttpBody {

    private static final String HANDLER = "handler";

    private static final ClassValue<Class<?>> SUBCLASSES = new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> requestBody) {
            return new ByteBuddy()
                    .subclass(requestBody)
                    .defineField(HANDLER, InvocationHandler.class, Visibility.PUBLIC)
                    .method(ElementMatchers.isDeclaredBy(requestBody).and(ElementMatchers.isVirtual()))
                    .intercept(InvocationHandlerAdapter.toField(HANDLER))
                    .make()
                    .load(requestBody.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
                    .getLoaded();
        }
    };

    private OkHttpBody() {}

    /** Returns a body like another, with other content. */
    static Object like(Object own, Class<?> requestBody, PushedBody.Writer content) throws Exception {
        Class<?> subclass = SUBCLASSES.get(requestBody);
        Object body = subclass.getConstructor().newInstance();
        subclass.getField(HANDLER).set(body, new Written(own, content));
        return body;
    }

    /** Answers for a generated body. */
    private record Written(Object own, PushedBody.Writer content) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object body, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().equals("writeTo") && arguments != null && arguments[0] != null) {
                content.writeTo((OutputStream) Members.get(arguments[0], "outputStream"));
                return null;
            }
            return Members.invoke(method, own, arguments == null ? new Object[0] : arguments);
        }
    }
}
