package dev.agentguard.scope.inventory;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a Docker compose file makes on this machine: containers, volumes and the ports that it publishes. */
public final class ComposeFile {

    private static final int HIGHEST_PORT = 65_535;

    private final Imported.Builder found = new Imported.Builder();

    private ComposeFile() {}

    /**
     * Reads a compose file.
     *
     * @param content the file's content
     * @param path the file's path, absolute; its directory names the project unless the file does
     * @param written the file as it was named in the configuration
     * @return its containers, volumes and ports, and the file itself
     * @throws InventoryException if it is no compose file
     */
    public static Imported read(byte[] content, Path path, String written) {
        return new ComposeFile().file(Documents.yaml(content, "a compose file with `services`"), path, written);
    }

    private Imported file(Map<?, ?> root, Path path, String written) {
        Map<?, ?> services = Documents.mapOf(root.get("services"));
        if (services.isEmpty()) {
            throw new InventoryException("expected a compose file with `services`, found none");
        }
        String project = project(Documents.text(root.get("name")), path);
        found.resource("compose:file", written);
        found.resource("compose:file", path.toString());
        found.resource("compose:project", project);
        services.forEach((name, value) -> service(String.valueOf(name), Documents.mapOf(value), project));
        Documents.mapOf(root.get("volumes")).forEach((name, value) -> {
            String own = Documents.text(Documents.mapOf(value).get("name"));
            found.resource("containers:volume", own == null ? project + "_" + name : own);
        });
        return found.build();
    }

    private static String project(@Nullable String named, Path path) {
        Path folder = path.getParent();
        Path last = folder == null ? null : folder.getFileName();
        String name = named != null ? named : last == null ? "" : last.toString();
        StringBuilder plain = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            plain.append(kept ? String.valueOf(c) : "");
        }
        return plain.toString();
    }

    private void service(String name, Map<?, ?> service, String project) {
        String own = Documents.text(service.get("container_name"));
        for (String type : new String[] {"docker:container", "containers:container"}) {
            if (own != null) {
                found.resource(type, own);
            } else {
                found.resource(type, project + "-" + name + "-1");
                found.resource(type, project + "_" + name + "_1");
            }
        }
        for (Object port : Documents.listOf(service.get("ports"))) {
            Object published = port instanceof Map<?, ?> map ? map.get("published") : port;
            String text = Documents.text(published);
            if (text != null) {
                port(text, port instanceof Map);
            }
        }
    }

    /** {@code 8080:80}, {@code 127.0.0.1:5432:5432/tcp}; a port alone is published at one that nobody knows. */
    private void port(String written, boolean alone) {
        String[] parts = written.split("/", 2)[0].split(":", 10);
        String published = alone ? parts[0] : parts.length < 2 ? "" : parts[parts.length - 2];
        if (published.isEmpty() || published.length() > 5 || !published.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return;
        }
        int port = Integer.parseInt(published);
        if (port > 0 && port <= HIGHEST_PORT) {
            found.host("127.0.0.1:" + port);
            found.host("localhost:" + port);
        }
    }
}
