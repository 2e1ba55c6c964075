package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.model.ModelTool;
import dev.agentguard.effect.model.ModelTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says and records, once for each, which tools models are given that no tool call tells of. Stops nothing: to ask a model
 * is a read. Safe for use by many threads.
 */
final class RemoteTools {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final int MOST = 1_000;

    private final Recorder recorder;
    private final Set<String> seen = new TreeSet<>();

    RemoteTools(Recorder recorder) {
        this.recorder = recorder;
    }

    /** A request is let through. */
    void sent(Action action) {
        if (action instanceof HttpCall call) {
            List<ModelTool> tools = ModelTools.givenBy(call);
            if (!tools.isEmpty()) {
                note(ModelTools.host(call), tools);
            }
        }
    }

    /** A model is configured. */
    void configured(String model, Map<String, ? extends @Nullable Object> fields) {
        note(model, ModelTools.givenBy(fields));
    }

    private void note(String model, List<ModelTool> tools) {
        List<ModelTool> news = new ArrayList<>();
        synchronized (seen) {
            for (ModelTool tool : tools) {
                if (seen.size() < MOST && seen.add(tool.name() + " at " + model)) {
                    news.add(tool);
                }
            }
        }
        news.forEach(tool -> LOG.warn(text(model, tool)));
        if (!news.isEmpty()) {
            recorder.modelTools(model, news.stream().map(ModelTool::name).toList());
        }
    }

    private static String text(String model, ModelTool tool) {
        return switch (tool.runs()) {
            case PROVIDER ->
                "the model at `" + model + "` is given `" + tool.name() + "`, which runs there: guard sees neither its"
                        + " calls nor what they do; to have them judged, give it a tool of this application instead";
            case APPLICATION ->
                "the model at `" + model + "` is given `" + tool.name()
                        + "`, which this application carries out without a"
                        + " tool call: only what it sends and starts is judged, and only under the Java agent";
            case UNKNOWN ->
                "a request to the model at `" + model + "` was not looked at whole: whether it is given tools that run"
                        + " there is not known; `guard.http.body-limit` says how much is looked at";
        };
    }

    /** Returns what was seen so far, in words. */
    List<String> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }
}
