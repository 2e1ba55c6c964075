package dev.agentguard.javaagent.tool;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What a tool answers: text before LangChain4j 1.6, a result object since. */
final class ToolResults {

    private ToolResults() {}

    /** Makes the answer of a tool that was not run; an error, so that a tool that returns at once goes on too. */
    static Object refused(Class<?> type, String tool, String message) throws ReflectiveOperationException {
        if (type == String.class) {
            return message;
        }
        Object builder = type.getMethod("builder").invoke(null);
        builder.getClass().getMethod("isError", boolean.class).invoke(builder, Rounds.refusalIsError(tool));
        builder.getClass().getMethod("resultText", String.class).invoke(builder, message);
        return builder.getClass().getMethod("build").invoke(builder);
    }

    /** Whether the tool did not run, since LangChain4j could not read its arguments. */
    static boolean unread(Throwable failure) {
        return failure.getClass().getName().equals("dev.langchain4j.exception.ToolArgumentsException");
    }

    static boolean isError(@Nullable Object result) {
        Method method = result == null ? null : Reflect.method(result.getClass(), "isError");
        try {
            return method != null && Boolean.TRUE.equals(method.invoke(result));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Returns what the model will read; empty if that cannot be told. */
    static String text(@Nullable Object result) {
        if (result == null) {
            return "";
        }
        if (result instanceof String text) {
            return text;
        }
        try {
            if (Reflect.method(result.getClass(), "resultContents") != null
                    && Reflect.call(result, "resultContents") instanceof Collection<?> contents) {
                StringJoiner texts = new StringJoiner("\n");
                for (Object content : contents) {
                    if (Reflect.method(content.getClass(), "text") != null) {
                        texts.add(String.valueOf(Reflect.call(content, "text")));
                    }
                }
                return texts.toString();
            }
            return String.valueOf(Reflect.call(result, "resultText"));
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    /** LangChain4j tells the model the message of the cause, if there is one; both are what it may read. */
    static String text(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getMessage() + (cause == null ? "" : "\n" + cause.getMessage());
    }
}
