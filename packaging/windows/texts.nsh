; What the installer says beside what NSIS says itself, in the languages of the program.

LangString IT_RUNS ${LANG_ENGLISH} "Conflict Timeline is running. Close its windows, then try again. Nothing was changed."
LangString IT_RUNS ${LANG_UKRAINIAN} "Conflict Timeline зараз працює. Закрийте його вікна й спробуйте ще раз. Нічого не змінено."
LangString IT_RUNS ${LANG_GERMAN} "Conflict Timeline läuft gerade. Schließen Sie seine Fenster und versuchen Sie es dann erneut. Es wurde nichts geändert."
LangString IT_RUNS ${LANG_RUSSIAN} "Conflict Timeline сейчас работает. Закройте его окна и попробуйте ещё раз. Ничего не изменено."

LangString OLD_STAYS ${LANG_ENGLISH} "The older version could not be removed. Close all windows of Conflict Timeline, then start this installer again."
LangString OLD_STAYS ${LANG_UKRAINIAN} "Не вдалося вилучити попередню версію. Закрийте всі вікна Conflict Timeline і запустіть це встановлення ще раз."
LangString OLD_STAYS ${LANG_GERMAN} "Die ältere Version konnte nicht entfernt werden. Schließen Sie alle Fenster von Conflict Timeline und starten Sie diese Installation erneut."
LangString OLD_STAYS ${LANG_RUSSIAN} "Не удалось удалить прежнюю версию. Закройте все окна Conflict Timeline и запустите эту установку ещё раз."

LangString TOO_OLD ${LANG_ENGLISH} "Conflict Timeline needs Windows 10, version 1809, or newer. Update Windows, then start this installer again."
LangString TOO_OLD ${LANG_UKRAINIAN} "Для Conflict Timeline потрібна Windows 10 версії 1809 або новіша. Оновіть Windows і запустіть це встановлення ще раз."
LangString TOO_OLD ${LANG_GERMAN} "Conflict Timeline braucht Windows 10, Version 1809, oder neuer. Aktualisieren Sie Windows und starten Sie diese Installation erneut."
LangString TOO_OLD ${LANG_RUSSIAN} "Для Conflict Timeline нужна Windows 10 версии 1809 или новее. Обновите Windows и запустите эту установку ещё раз."

LangString NOT_WRITTEN ${LANG_ENGLISH} "A file could not be written. Free some space or choose another folder, then start this installer again."
LangString NOT_WRITTEN ${LANG_UKRAINIAN} "Не вдалося записати файл. Звільніть місце на диску або виберіть іншу теку й запустіть це встановлення ще раз."
LangString NOT_WRITTEN ${LANG_GERMAN} "Eine Datei konnte nicht geschrieben werden. Schaffen Sie Platz oder wählen Sie einen anderen Ordner und starten Sie diese Installation erneut."
LangString NOT_WRITTEN ${LANG_RUSSIAN} "Не удалось записать файл. Освободите место на диске или выберите другую папку и запустите эту установку ещё раз."

LangString A_STORE ${LANG_ENGLISH} "Chronology of Conflict Timeline"
LangString A_STORE ${LANG_UKRAINIAN} "Хронологія Conflict Timeline"
LangString A_STORE ${LANG_GERMAN} "Chronologie von Conflict Timeline"
LangString A_STORE ${LANG_RUSSIAN} "Хронология Conflict Timeline"
