package dev.agentguard.config;

import dev.agentguard.effect.Glob;
import dev.agentguard.scope.Secret;
import dev.agentguard.scope.aws.AwsAccess;
import dev.agentguard.scope.aws.S3Bucket;
import dev.agentguard.scope.backup.BackupCheck;
import dev.agentguard.scope.backup.CommandCheck;
import dev.agentguard.scope.backup.Coverage;
import dev.agentguard.scope.backup.DeclaredBackup;
import dev.agentguard.scope.backup.Domain;
import dev.agentguard.scope.backup.FileCheck;
import dev.agentguard.scope.backup.HttpCheck;
import dev.agentguard.scope.backup.S3Check;
import dev.agentguard.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code backups:}. Only from a file that a human named: what is declared here can let something be destroyed. */
final class BackupSection {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_KEY = 1_100;
    private static final String S3 = "s3://";

    private final Collection<String> environments;
    private final Path base;
    private final Variables variables;
    private final @Nullable AwsAccess aws;

    private BackupSection(Collection<String> environments, Path base, Variables variables, @Nullable AwsAccess aws) {
        this.environments = environments;
        this.base = base;
        this.variables = variables;
        this.aws = aws;
    }

    static List<DeclaredBackup> read(
            @Nullable YamlNode section,
            Collection<String> environments,
            Path base,
            Variables variables,
            @Nullable AwsAccess aws) {
        List<DeclaredBackup> backups = new ArrayList<>();
        if (section != null) {
            BackupSection reader = new BackupSection(environments, base, variables, aws);
            Set<String> names = new HashSet<>();
            for (YamlNode node : section.list()) {
                DeclaredBackup backup = reader.backup(node);
                if (!names.add(backup.name())) {
                    throw node.require("name").error("two backups are named `" + backup.name() + "`");
                }
                backups.add(backup);
            }
        }
        return List.copyOf(backups);
    }

    private DeclaredBackup backup(YamlNode node) {
        node.map("name", "of", "location", "maximal-age", "minimal-size", "time-limit", "check");
        String name = node.require("name").string();
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw node.require("name").expected("a name of at most " + LONGEST_NAME + " characters");
        }
        YamlNode size = node.get("minimal-size");
        YamlNode limit = node.get("time-limit");
        return new DeclaredBackup(
                name,
                coverage(node.require("of")),
                domains(node.require("location")),
                node.require("maximal-age").duration(),
                size == null ? 1 : size.integer(),
                limit == null ? TIME_LIMIT : limit.duration(),
                checks(node.require("check")));
    }

    private Coverage coverage(YamlNode of) {
        of.map("environment", "resource", "database");
        YamlNode environment = of.get("environment");
        YamlNode resource = of.get("resource");
        YamlNode database = of.get("database");
        if (environment == null && resource == null && database == null) {
            throw of.error("expected one or more of `environment`, `resource`, `database`");
        }
        List<Glob> resources = new ArrayList<>();
        for (YamlNode one : each(resource)) {
            String text = one.string();
            int space = text.indexOf(' ');
            if (text.indexOf(':') < 1 || (space >= 0 && space < text.indexOf(':'))) {
                throw one.expected("a type, or a type and an id such as `railway:volume 3d2c42fb-*`");
            }
            resources.add(glob(one));
        }
        return new Coverage(
                new HashSet<>(each(environment).stream()
                        .map(one -> Values.declaredName(one, environments))
                        .toList()),
                resources,
                each(database).stream().map(BackupSection::database).toList());
    }

    private static Glob database(YamlNode node) {
        if (node.string().indexOf('/') < 0) {
            throw node.expected("a database such as `db.example.com:5432/orders`");
        }
        return glob(node);
    }

    private static Glob glob(YamlNode node) {
        try {
            return new Glob(node.string());
        } catch (IllegalArgumentException e) {
            throw node.error(String.valueOf(e.getMessage()));
        }
    }

    private static List<Domain> domains(YamlNode location) {
        List<Domain> domains = new ArrayList<>();
        for (YamlNode one : each(location)) {
            domains.add(Domain.of(one.string()));
        }
        if (domains.isEmpty()) {
            throw location.expected("where the backup lies, such as `s3://bucket/key`");
        }
        return domains;
    }

    private static List<YamlNode> each(@Nullable YamlNode node) {
        return node == null ? List.of() : node.kind() == YamlNode.Kind.LIST ? Values.stringNodes(node) : List.of(node);
    }

    private List<BackupCheck> checks(YamlNode node) {
        node.map("http", "ask-for", "authorization", "s3", "region", "file", "command");
        List<BackupCheck> checks = new ArrayList<>();
        YamlNode s3 = node.get("s3");
        if (s3 != null) {
            checks.add(object(s3, node.get("region")));
        }
        YamlNode http = node.get("http");
        if (http != null) {
            YamlNode authorization = node.get("authorization");
            checks.add(new HttpCheck(
                    address(http),
                    askForFirstByte(node.get("ask-for")),
                    authorization == null ? null : variables.secret(authorization.concealed())));
        }
        YamlNode file = node.get("file");
        if (file != null) {
            checks.add(new FileCheck(Values.path(file, base)));
        }
        YamlNode command = node.get("command");
        if (command != null) {
            List<String> words = command.strings();
            if (words.isEmpty() || words.get(0).isBlank()) {
                throw command.expected("a program and its arguments");
            }
            checks.add(new CommandCheck(words, base));
        }
        if (checks.isEmpty()) {
            throw node.error("expected one or more of `http`, `s3`, `file`, `command`");
        }
        return checks;
    }

    /** An object is asked for with the key that {@code resolvers.aws} reads AWS with. */
    private BackupCheck object(YamlNode node, @Nullable YamlNode region) {
        String text = node.string();
        int slash = text.indexOf('/', S3.length());
        boolean whole = text.startsWith(S3) && slash > S3.length() && slash < text.length() - 1;
        String bucket = whole ? text.substring(S3.length(), slash) : "";
        boolean plain = bucket.length() >= 3
                && bucket.length() <= 63
                && bucket.chars().allMatch(c -> c == '-' || c == '.' || (c < 128 && Character.isLetterOrDigit(c)));
        if (!plain || text.length() > LONGEST_KEY || ("/" + text.substring(slash) + "/").contains("/../")) {
            throw node.expected("`s3://bucket/key`, in whose key `*` stands for any characters");
        }
        if (aws == null) {
            throw node.error("an object in S3 is asked for with the key of `resolvers.aws`, which is not declared");
        }
        S3Bucket s3 = new S3Bucket(
                aws, region == null ? aws.region() : AwsSection.region(region), bucket, InstantSource.system());
        return new S3Check(s3, text.substring(slash + 1));
    }

    private static boolean askForFirstByte(@Nullable YamlNode node) {
        return node != null && node.oneOf(AskFor.class) == AskFor.FIRST_BYTE;
    }

    /** An address may be a secret itself: a signed one lets everybody read. */
    private URI address(YamlNode node) {
        YamlNode concealed = node.concealed();
        String text = concealed.string();
        Secret secret = text.startsWith("env:") ? variables.secret(concealed) : Secret.of(text);
        try {
            URI uri = new URI(secret.reveal());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, with the position
        }
        throw concealed.expected("an http or https address without a user name, or `env:NAME` of a variable with one");
    }

    private enum AskFor {
        HEADER_FIELDS,
        FIRST_BYTE
    }
}
