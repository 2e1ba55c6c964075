package dev.agentguard.examples.pocketos.agent;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.HttpPart;
import dev.agentguard.annotation.Reversibility;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the agent can do: read the workspace, and send requests. There is no shell. */
final class WorkspaceTools {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path root;

    WorkspaceTools(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Tool("Lists the files of the workspace")
    @Guarded(Reversibility.READ_ONLY)
    String listFiles() throws IOException {
        return String.join("\n", files());
    }

    @Tool("Reads a file of the workspace")
    @Guarded(Reversibility.READ_ONLY)
    String readFile(@P("path of the file, relative to the workspace") String path) throws IOException {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            return "no such file: " + path;
        }
        return Files.readString(file);
    }

    @Tool("Searches all files of the workspace for a text and returns the lines with path and line number")
    @Guarded(Reversibility.READ_ONLY)
    String searchFiles(@P("the text") String text) throws IOException {
        List<String> hits = new ArrayList<>();
        for (String path : files()) {
            List<String> lines = Files.readAllLines(root.resolve(path));
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) {
                    hits.add(path + ":" + (i + 1) + ": " + lines.get(i));
                }
            }
        }
        return hits.isEmpty() ? "no hits" : String.join("\n", hits);
    }

    @Tool("Sends an HTTP request and returns the body of the answer")
    String httpRequest(
            @HttpPart(HttpPart.Part.METHOD) @P("method, for example GET or POST") String method,
            @HttpPart(HttpPart.Part.URL) @P("absolute URL") String url,
            @HttpPart(HttpPart.Part.HEADERS) @P("header fields, one a line, as in `Name: value`") String headers,
            @HttpPart(HttpPart.Part.BODY) @P("body, empty if there is none") String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.lines()
                .filter(line -> line.indexOf(':') > 0)
                .forEach(line -> request.header(
                        line.substring(0, line.indexOf(':')).strip(),
                        line.substring(line.indexOf(':') + 1).strip()));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
