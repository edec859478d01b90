package dev.lockstep.orgsim.org;

import java.util.Optional;

/// The users of the org, read from its User records.
final class Users {
    private static final String OBJECT = "User";

    private Users() {}

    static Optional<OrgUser> byId(OrgState state, String id) {
        return RecordId.parse(id)
                .filter(parsed -> table(state).numberOf(parsed).isPresent())
                .flatMap(state::find)
                .map(Users::user);
    }

    /// Without regard to case, as people type it.
    static Optional<OrgUser> byName(OrgState state, String username) {
        var table = table(state);
        var numbers = table.inIdOrder(0, Long.MAX_VALUE);
        while (numbers.hasNext()) {
            var user = user(table.find(numbers.nextLong()).orElseThrow());
            if (user.username().equalsIgnoreCase(username)) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }

    private static Table table(OrgState state) {
        return state.table(state.schema().object(OBJECT).orElseThrow());
    }

    private static OrgUser user(RecordView record) {
        return new OrgUser(
                record.id(),
                text(record, "Username"),
                text(record, "Name"),
                text(record, "Email"),
                text(record, "ProfileId"),
                currency(record));
    }

    private static Optional<String> currency(RecordView record) {
        return record.object().field(CurrencyRates.OF_USER).isPresent()
                ? Optional.of(text(record, CurrencyRates.OF_USER)).filter(code -> !code.isEmpty())
                : Optional.empty();
    }

    private static String text(RecordView record, String field) {
        return record.value(field) instanceof Value.Text(var text) ? text : "";
    }
}
