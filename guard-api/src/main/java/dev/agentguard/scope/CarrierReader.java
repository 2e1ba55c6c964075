package dev.agentguard.scope;

import dev.agentguard.effect.Carrier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the credentials in the parts of a command line: in requests, in options and operands, in variables and in code.
 * Stateless, safe for use by many threads; never throws on hostile input.
 */
public final class CarrierReader {

    /** Programs that take the variables that are named for a provider. */
    private static final Map<String, Set<String>> PROGRAMS = Map.of(
            "github", Set.of("gh", "git", "hub"),
            "gitlab", Set.of("glab", "git"),
            "gl", Set.of("glab", "git"),
            "cloudflare", Set.of("wrangler", "flarectl", "cloudflared"),
            "digitalocean", Set.of("doctl"),
            "pg", Set.of("psql", "pg_dump", "pg_restore", "pg_dumpall", "createdb", "dropdb", "pgcli"),
            "mysql", Set.of("mysql", "mysqldump", "mysqladmin", "mariadb"),
            "fly", Set.of("fly", "flyctl"),
            "npm", Set.of("npm", "pnpm", "yarn", "npx"),
            "twine", Set.of("twine"));

    private final CredentialReader requests = new CredentialReader();

    /** Creates a reader. */
    public CarrierReader() {}

    /**
     * Returns what the parts of an action carry.
     *
     * @param carriers the parts
     * @return those that carry something, in order
     */
    public List<CarriedCredentials> read(List<Carrier> carriers) {
        if (carriers.isEmpty()) {
            return List.of();
        }
        List<CarriedCredentials> found = new ArrayList<>();
        for (Carrier carrier : carriers) {
            CredentialForms forms = new CredentialForms();
            boolean sent = false;
            Set<String> places = Set.of(carrier.where());
            if (carrier instanceof Carrier.Request request) {
                requests.read(request.call()).forEach(forms::add);
                sent = true;
            } else if (carrier instanceof Carrier.Start start) {
                new CommandCredentials(start.command(), forms).read();
            } else if (carrier instanceof Carrier.Variable variable) {
                variable(variable, forms);
                places = variable.lasting() ? users(variable.name(), carriers) : places;
            } else if (carrier instanceof Carrier.Code code) {
                TextCredentials.read(code.text(), "code", forms);
            }
            List<Credential> credentials = forms.credentials();
            if (!credentials.isEmpty()) {
                found.add(new CarriedCredentials(credentials, places, sent));
            }
        }
        return found;
    }

    private static void variable(Carrier.Variable variable, CredentialForms forms) {
        String value = variable.value().text();
        boolean named = SecretName.test(variable.name()) || SecretName.isKeyId(variable.name());
        if (named && variable.value().known()) {
            forms.one(value, "variable " + Shown.text(variable.name()));
        } else if (named) {
            CommandCredentials.pieces(value, "variable " + Shown.text(variable.name()), forms);
        } else {
            CommandCredentials.address(value, "variable " + Shown.text(variable.name()), forms);
        }
    }

    /** The places of the programs that a variable is for; none if that cannot be told, so that it counts everywhere. */
    private static Set<String> users(String name, List<Carrier> carriers) {
        int end = name.indexOf('_');
        String owner = (end < 0 ? name : name.substring(0, end)).toLowerCase(Locale.ROOT);
        Set<String> programs = PROGRAMS.getOrDefault(owner, Set.of(owner));
        Set<String> places = new LinkedHashSet<>();
        for (Carrier carrier : carriers) {
            if (carrier instanceof Carrier.Start start
                    && (programs.contains(start.command().program())
                            || start.command().program().equals(owner))) {
                places.add(start.where());
            }
        }
        return places;
    }
}
