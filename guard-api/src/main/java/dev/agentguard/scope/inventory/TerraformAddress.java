package dev.agentguard.scope.inventory;

/** Addresses of a Terraform configuration, https://developer.hashicorp.com/terraform/cli/state/resource-addressing. */
final class TerraformAddress {

    private TerraformAddress() {}

    /** Returns the address without the keys of instances: {@code module.a["x"].aws_vpc.y[0]} is {@code module.a.aws_vpc.y}. */
    static String withoutKeys(String address) {
        if (address.indexOf('[') < 0) {
            return address;
        }
        StringBuilder plain = new StringBuilder();
        boolean key = false;
        boolean quoted = false;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (key) {
                quoted = c == '"';
                key = c != ']';
            } else if (c == '[') {
                key = true;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
