package dev.lockstep.app.demo;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What the check does, a step a line.
final class CheckSteps {
    private CheckSteps() {}

    /// @param work makes the changes
    /// @param proof looks at the other side when both have settled
    record Step(String name, Work work, Proof proof) {}

    interface Work {
        /// How many changes it made.
        int change() throws SQLException;
    }

    interface Proof {
        /// What is wrong, in a few words each.
        List<Optional<String>> problems() throws SQLException;
    }

    static List<Step> of(ApplicationSide application, OrgSide person) {
        return List.of(
                new Step(
                        "insert 50 accounts, 50 contacts of theirs, 30 leads in PostgreSQL",
                        application::insertFamilies,
                        () -> List.of(
                                person.expect("Account", 50), person.expect("Contact", 50), person.expect("Lead", 30))),
                new Step(
                        "update 20 accounts and 20 leads in PostgreSQL",
                        application::update,
                        () -> List.of(
                                person.expectWhere("Account", "Phone = '+81 3 0000 0001'", 20),
                                person.expectWhere("Lead", "Company = 'Renamed K.K.'", 20))),
                new Step(
                        "change one row 20 times, and a new row twice in one transaction",
                        application::changeRapidly,
                        () -> List.of(
                                person.expectWhere("Account", "Description = 'version 20'", 1),
                                person.expectWhere("Account", "Description = 'second thought'", 1))),
                new Step(
                        "insert a row and delete it at once",
                        application::insertAndDelete,
                        () -> List.of(person.expectWhere("Lead", "LastName = 'Fleeting'", 0))),
                new Step(
                        "delete 10 contacts and 10 leads in PostgreSQL",
                        application::delete,
                        () -> List.of(person.expect("Contact", 40), person.expect("Lead", 20))),
                new Step(
                        "create 30 accounts and 20 cases in the org",
                        person::create,
                        () -> List.of(
                                application.expect("account", "name LIKE 'Org side %'", 30),
                                application.expect("\"case\"", "subject LIKE 'Org side %'", 20))),
                new Step(
                        "update 15 accounts in the org, and another field of them in PostgreSQL",
                        () -> person.updateAccounts() + application.updateSameAccounts(),
                        () -> List.of(
                                application.expect(
                                        "account",
                                        "name LIKE 'Org side %' AND website = 'https://org.example'"
                                                + " AND phone = '+81 3 0000 0002'",
                                        15),
                                person.expectCreated(
                                        "Phone = '+81 3 0000 0002' AND Website = 'https://org.example'", 15))),
                new Step(
                        "delete 10 accounts and 5 cases in the org",
                        person::delete,
                        () -> List.of(
                                application.expect("account", "name LIKE 'Org side %'", 20),
                                application.expect("\"case\"", "subject LIKE 'Org side %'", 15))));
    }
}
