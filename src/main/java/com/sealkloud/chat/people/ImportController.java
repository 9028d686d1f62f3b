package com.sealkloud.chat.people;

import com.sealkloud.chat.account.PersonAuthentication;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts from a CSV file, for administrators. */
@RestController
@RequestMapping("/api/v1/users/import")
@PreAuthorize("hasAuthority('admin')")
class ImportController {

    private final AccountImport accounts;

    ImportController(AccountImport accounts) {
        this.accounts = accounts;
    }

    /** What became of each line of the file, or would. */
    record ImportReport(List<ImportedLine> lines) {}

    /** Imports all users of the file or, if one line is refused, none. */
    @PostMapping(consumes = {"text/csv", "*/*"})
    ImportReport run(
            @RequestBody(required = false) byte @Nullable [] file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            PersonAuthentication actor) {
        return new ImportReport(accounts.run(file == null ? new byte[0] : file, dryRun, actor));
    }
}
