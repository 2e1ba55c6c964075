package dev.agentguard.javaagent.cli;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A request, in options. */
final class RequestOptions {

    @Option(names = "--method", description = "the request method; without it POST if there is a body, else GET")
    private @Nullable String method;

    @Option(names = "--url", description = "the absolute URL")
    private @Nullable String url;

    @Option(names = "--header", paramLabel = "'NAME: VALUE'", description = "a header field; may be repeated")
    private List<String> headers = new ArrayList<>();

    @ArgGroup
    private @Nullable Content content;

    /** The body, given in one of two ways. */
    static final class Content {
        @Option(names = "--body", paramLabel = "TEXT", description = "the body")
        private @Nullable String text;

        @Option(names = "--body-file", paramLabel = "FILE", description = "a file that holds the body")
        private @Nullable Path file;

        Body body() throws IOException {
            return file != null ? Body.of(Files.readAllBytes(file)) : Body.of(text == null ? "" : text);
        }
    }

    HttpCall request(CommandSpec spec) throws CommandFailure {
        if (url == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--url=<url>'");
        }
        Body body = body();
        String verb = method == null ? (body.isEmpty() ? "GET" : "POST") : method;
        return new HttpCall(verb, url, fields(headers), body);
    }

    static Map<String, List<String>> fields(List<String> headers) throws CommandFailure {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw new CommandFailure("a header field is written `Name: value`");
            }
            fields.computeIfAbsent(header.substring(0, colon).strip(), unused -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        return fields;
    }

    private Body body() throws CommandFailure {
        try {
            return content == null ? Body.empty() : content.body();
        } catch (IOException e) {
            throw new CommandFailure("the file of the body cannot be read: " + e.getMessage());
        }
    }
}
