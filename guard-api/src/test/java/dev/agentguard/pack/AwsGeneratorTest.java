package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes what is generated of AWS: `packs/aws/generated/README.md` says how it is run and from what. No part of an
 * ordinary build.
 */
@EnabledIfSystemProperty(named = "aws.models", matches = ".+")
class AwsGeneratorTest {

    private static final Path TO = Path.of("src/main/resources/dev/agentguard/packs/aws/generated");
    private static final int WIDTH = 118;

    /** Names under which the command line knows a service by another name than its model's directory. */
    private static final Map<String, String> COMMAND_LINE =
            Map.of("codedeploy", "deploy", "config", "configservice", "s3", "s3api");

    /** Hosts that serve users' own programs: what is asked there is not AWS's API. */
    private static final List<String> NOT_ITS_OWN = List.of("execute-api");

    private static final Pattern HOST = Pattern.compile("https://(?:\\{AccountId\\}\\.)?((?:[a-z0-9-]+\\.)*?[a-z0-9-]+)"
            + "\\.(?:dualstack\\.)?(?:\\{Region\\}|[a-z]{2}-[a-z]+-\\d|api\\.aws|amazonaws)");

    private final String source = "botocore " + System.getProperty("aws.models.version") + " and iam-data "
            + System.getProperty("aws.levels.version");

    @Test
    void writesWhatTheModelsSay() throws IOException {
        AwsLevels levels = AwsLevels.read(Path.of(System.getProperty("aws.levels")));
        Map<String, AwsServiceModel> services = new TreeMap<>();
        try (Stream<Path> directories = Files.list(Path.of(System.getProperty("aws.models")))) {
            for (Path directory :
                    directories.filter(Files::isDirectory).sorted().toList()) {
                add(services, directory, levels);
            }
        }
        NOT_ITS_OWN.forEach(services::remove);
        Files.createDirectories(TO);
        for (Map.Entry<String, AwsServiceModel> service : services.entrySet()) {
            Files.writeString(TO.resolve(service.getKey() + ".txt"), service(service.getValue()));
        }
        Files.writeString(TO.resolve("services.txt"), services(services));
        assertThat(services).hasSizeGreaterThan(300);
    }

    private static void add(Map<String, AwsServiceModel> services, Path directory, AwsLevels levels)
            throws IOException {
        Path newest;
        try (Stream<Path> versions = Files.list(directory)) {
            newest = versions.max(Comparator.naturalOrder()).orElseThrow();
        }
        JsonNode model = json(newest.resolve("service-2.json.gz"));
        String prefix = model.get("metadata").get("endpointPrefix").asText().toLowerCase(Locale.ROOT);
        String name = directory.getFileName().toString();
        AwsServiceModel service = services.computeIfAbsent(prefix, unused -> new AwsServiceModel());
        service.add(model, levels, name);
        if (COMMAND_LINE.containsKey(name)) {
            service.commandLine.add(COMMAND_LINE.get(name));
        }
        Matcher hosts =
                HOST.matcher(json(newest.resolve("endpoint-rule-set-1.json.gz")).toString());
        while (hosts.find()) {
            service.hosts.add(hosts.group(1).replace("-fips", "").replace("fips.", ""));
        }
    }

    private static JsonNode json(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new ObjectMapper().readTree(in);
        }
    }

    private String service(AwsServiceModel service) {
        StringBuilder text = new StringBuilder(header("corrections belong in a pack beside this folder"));
        service.classes.forEach((section, names) -> {
            text.append('\n').append(section).append('\n');
            wrapped(text, names);
        });
        if (!service.requests.isEmpty()) {
            text.append("\nrequests\n");
            service.requests.forEach((route, names) -> text.append("  ")
                    .append(route)
                    .append(' ')
                    .append(String.join("|", names))
                    .append('\n'));
        }
        return text.toString();
    }

    private static void wrapped(StringBuilder text, TreeSet<String> names) {
        StringBuilder line = new StringBuilder(" ");
        for (String name : names) {
            if (line.length() + name.length() >= WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(" ");
            }
            line.append(' ').append(name);
        }
        text.append(line).append('\n');
    }

    private String services(Map<String, AwsServiceModel> services) {
        return header("service; names on the command line; names in signatures; hosts; prefixes of X-Amz-Target")
                + services.entrySet().stream()
                        .map(entry -> Stream.of(
                                        new TreeSet<>(List.of(entry.getKey())),
                                        entry.getValue().commandLine,
                                        entry.getValue().signing,
                                        entry.getValue().hosts,
                                        entry.getValue().targets)
                                .map(names -> String.join(" ", names))
                                .collect(Collectors.joining("; ")))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private String header(String more) {
        return "# Generated by AwsGeneratorTest from " + source + "; do not edit, see README.md. " + more + "\n";
    }
}
