package dev.agentguard.javaagent.tool;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What LangChain4j retrieves for a model to read. It is taken note of; nothing is changed or refused. */
public final class LangChain4jContentInstrumentation implements TypeInstrumentation {

    private static final String REQUEST = "dev.langchain4j.rag.AugmentationRequest";
    private static final String CONTENT = "dev.langchain4j.rag.content.Content";

    @Override
    public List<Point> points() {
        return List.of(new Point("dev.langchain4j.rag.DefaultRetrievalAugmentor", "augment", "", Retrieval.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(new Hook("langchain4j.retrieved", arguments -> {
            retrieved(arguments[0], arguments[1]);
            return null;
        }));
    }

    private static void retrieved(@Nullable Object request, @Nullable Object result)
            throws ReflectiveOperationException {
        if (request == null || result == null || !request.getClass().getName().equals(REQUEST)) {
            return;
        }
        if (!(Reflect.call(result, "contents") instanceof Collection<?> contents)) {
            return;
        }
        Object metadata = Reflect.call(request, "metadata");
        if (contents.isEmpty() || metadata == null) {
            return;
        }
        StringJoiner text = new StringJoiner("\n");
        Method segmentOf = Class.forName(CONTENT, false, request.getClass().getClassLoader())
                .getMethod("textSegment");
        for (Object content : contents) {
            Object segment = segmentOf.invoke(content);
            text.add(segment == null ? "" : String.valueOf(Reflect.call(segment, "text")));
        }
        // since 1.6 the context of the invocation is there, before that the memory id alone
        Object who = Reflect.method(metadata.getClass(), "invocationContext") == null
                ? Reflect.call(metadata, "chatMemoryId")
                : Reflect.call(metadata, "invocationContext");
        GuardBridge.call(
                "content.read", Map.of("session", Sessions.of(who), "source", "retrieval", "text", text.toString()));
    }

    /** Inlined into what retrieves. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside LangChain4j's code, where nothing is declared.
    static final class Retrieval {
        private Retrieval() {}

        @Advice.OnMethodExit
        static void exit(@Advice.AllArguments Object[] arguments, @Advice.Return Object result) {
            if (arguments.length == 0) {
                return;
            }
            try {
                GuardBridge.on("langchain4j.retrieved", arguments[0], result);
            } catch (RefusedException failure) {
                return; // reported; what was retrieved goes its way
            }
        }
    }
}
