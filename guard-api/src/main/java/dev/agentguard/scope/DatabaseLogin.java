package dev.agentguard.scope;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The user that a command logs in as, where the secret itself need not show: of databases and of Kubernetes. */
final class DatabaseLogin {

    private static final Set<String> MYSQL =
            Set.of("mysql", "mariadb", "mysqldump", "mariadb-dump", "mysqladmin", "mysqlimport", "mysqlcheck", "mycli");
    private static final Set<String> POSTGRES = Set.of(
            "psql",
            "pg_dump",
            "pg_restore",
            "pg_dumpall",
            "createdb",
            "dropdb",
            "createuser",
            "dropuser",
            "vacuumdb",
            "reindexdb",
            "pgcli");
    private static final Set<String> KUBERNETES = Set.of("kubectl", "helm", "oc", "kubecolor", "k9s", "flux", "argocd");

    private static final Map<String, String> PORTS = Map.of(
            "postgres", "5432",
            "postgresql", "5432",
            "mysql", "3306",
            "mariadb", "3306",
            "sqlserver", "1433",
            "mongodb", "27017",
            "redis", "6379",
            "rediss", "6379");

    private DatabaseLogin() {}

    static boolean isMySql(String program) {
        return MYSQL.contains(program);
    }

    static void read(Command command, CredentialForms forms) {
        String program = command.program();
        List<Word> arguments = command.arguments();
        if (KUBERNETES.contains(program)) {
            String user = option(arguments, "--user", "");
            String context = option(arguments, program.equals("helm") ? "--kube-context" : "--context", "");
            login(Login.KUBECONFIG, user, context, "option " + (user.isEmpty() ? "--context" : "--user"), forms);
        } else if (isMySql(program)) {
            jdbc(arguments, option(arguments, "--user", "-u"), option(arguments, "--port", "-P"), "3306", forms);
        } else if (POSTGRES.contains(program)) {
            jdbc(arguments, option(arguments, "--username", "-U"), option(arguments, "--port", "-p"), "5432", forms);
            for (Word argument : arguments) {
                words(argument.text(), forms);
            }
        } else if (program.equals("sqlcmd")) {
            login(Login.JDBC, option(arguments, "", "-U"), option(arguments, "", "-S"), "option -U", forms);
        }
    }

    private static void jdbc(List<Word> arguments, String user, String port, String usual, CredentialForms forms) {
        String host = option(arguments, "--host", "-h");
        if (!user.isEmpty()) {
            String address = host.isEmpty() ? "localhost" : host;
            login(Login.JDBC, user, address + ":" + (port.isEmpty() ? usual : port), "database user", forms);
        }
    }

    /** {@code host=db user=app password=x dbname=orders}, as libpq takes it. */
    private static void words(String text, CredentialForms forms) {
        if (text.indexOf('=') <= 0 || text.contains("://") || text.startsWith("-")) {
            return;
        }
        String user = "";
        String host = "localhost";
        String port = "5432";
        for (String word : text.split("\\s+", 32)) {
            int equals = word.indexOf('=');
            String value = equals < 0 ? "" : word.substring(equals + 1);
            switch (equals < 0 ? "" : word.substring(0, equals)) {
                case "user" -> user = value;
                case "host" -> host = value;
                case "port" -> port = value;
                case "password" -> forms.one(value, "argument password");
                default -> {}
            }
        }
        login(Login.JDBC, user, host + ":" + port, "database user", forms);
    }

    /** The user in an address of a database. */
    static void url(String url, String where, CredentialForms forms) {
        String plain = url.startsWith("jdbc:") ? url.substring(5) : url;
        int scheme = plain.indexOf("://");
        String name = plain.substring(0, Math.max(scheme, 0)).toLowerCase(Locale.ROOT);
        String base = name.indexOf('+') < 0 ? name : name.substring(0, name.indexOf('+'));
        String port = PORTS.get(base);
        if (port == null) {
            return;
        }
        int end = scheme + 3;
        while (end < plain.length() && "/?#;".indexOf(plain.charAt(end)) < 0) {
            end++;
        }
        String authority = plain.substring(scheme + 3, end);
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? parameter(plain, "user") : authority.substring(0, at);
        int colon = at < 0 ? -1 : user.indexOf(':');
        user = CredentialReader.decoded((colon < 0 ? user : user.substring(0, colon)).replace("+", "%2B"));
        String host = authority.substring(at + 1);
        login(Login.JDBC, user, host.indexOf(':') < 0 ? host + ":" + port : host, "user in " + where, forms);
    }

    private static String parameter(String url, String name) {
        for (String part :
                url.substring(Math.max(url.indexOf('?'), url.indexOf(';')) + 1).split("[&;]", 64)) {
            if (part.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static String option(List<Word> arguments, String name, String letter) {
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            boolean next = i + 1 < arguments.size();
            boolean whole = (!name.isEmpty() && text.equals(name)) || (!letter.isEmpty() && text.equals(letter));
            if (whole && next && arguments.get(i + 1).known()) {
                return arguments.get(i + 1).text();
            }
            if (!name.isEmpty() && text.startsWith(name + "=")) {
                return text.substring(name.length() + 1);
            }
            if (!letter.isEmpty() && text.startsWith(letter) && text.length() > 2 && !text.startsWith("--")) {
                return text.substring(2);
            }
        }
        return "";
    }

    private static void login(String system, String user, String address, String where, CredentialForms forms) {
        boolean known = user.indexOf('$') < 0 && address.indexOf('$') < 0;
        if (known && !(user.isEmpty() && (address.isEmpty() || system.equals(Login.JDBC)))) {
            forms.add(Credential.of(new Login(system, user, address), forms.place(where)));
        }
    }
}
