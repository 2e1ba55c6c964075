package dev.agentguard.langchain4j;

import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Metadata;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Takes note of retrieved content, which a model will read; changes nothing. Threadsafe if what it watches is. */
final class WatchedAugmentor implements RetrievalAugmentor {

    private static final String SOURCE = "retrieval";

    /** Since 1.6; before that only the memory is known. */
    private static final boolean HAS_CONTEXT = Arrays.stream(Metadata.class.getMethods())
            .anyMatch(method -> method.getName().equals("invocationContext"));

    private final RetrievalAugmentor delegate;
    private final String service;
    private final ToolGate gate;
    private final GuardFailures failures = new GuardFailures();

    WatchedAugmentor(RetrievalAugmentor delegate, String service, ToolGate gate) {
        this.delegate = delegate;
        this.service = service;
        this.gate = gate;
    }

    @Override
    public AugmentationResult augment(AugmentationRequest request) {
        AugmentationResult result = delegate.augment(request);
        try {
            List<Content> contents = result.contents();
            if (contents != null && !contents.isEmpty()) {
                gate.retrieved(session(request.metadata()), SOURCE, text(contents));
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.report("guard failed to take note of what was retrieved by", SOURCE, e);
        }
        return result;
    }

    private String session(Metadata metadata) {
        return HAS_CONTEXT
                ? Sessions.of(service, metadata.invocationContext())
                : SessionNames.ofMemory(service, metadata.chatMemoryId());
    }

    private static String text(List<Content> contents) {
        return contents.stream().map(content -> content.textSegment().text()).collect(Collectors.joining("\n"));
    }
}
