; The installer: for one person, without an administrator; packaging/windows.py runs it and says what stands in ${...}.
; Silent with /S; /D=C:\folder, without quotation marks and last, names another folder.
; Exit codes: 0 done, 1 left off by the person, 2 the program runs, 3 this Windows is too old, 4 a file could not be written.

Unicode true
Target amd64-unicode

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include "${FILES}"

!define NAME "Conflict Timeline"
!define PROGRAM "Conflict Timeline.exe"
!define COMMAND "timeline-app.exe"
!define CLASSES "Software\Classes"
!define TYPE "ConflictTimeline.Store"
!define ENDING ".timelinedb"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ConflictTimeline"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "CompanyName" "The Conflict Timeline developers"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The one of the person's Windows is chosen by itself; the first where it is none of these.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Ukrainian"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Russian"
!include "texts.nsh"

; Says what keeps it from going on, and ends. In silence nobody is asked, and the code tells.
!macro GIVE_UP TEXT CODE
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A program that runs cannot be opened for writing: its files would be replaced in part.
!macro REFUSE_WHILE_IT_RUNS PREFIX
Function ${PREFIX}RefuseWhileOneRuns ; its name is on the stack
  Pop $1
  again:
  IfFileExists "$INSTDIR\$1" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\$1" a
  IfErrors held
  FileClose $0
  Goto free
  held:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IT_RUNS)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
  free:
FunctionEnd

Function ${PREFIX}RefuseWhileItRuns
  Push "${PROGRAM}"
  Call ${PREFIX}RefuseWhileOneRuns
  Push "${COMMAND}"
  Call ${PREFIX}RefuseWhileOneRuns
FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_IT_RUNS ""
!insertmacro REFUSE_WHILE_IT_RUNS "un."

!macro TELL_EXPLORER ; SHCNE_ASSOCCHANGED
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    !insertmacro GIVE_UP "$(TOO_OLD)" 3
  ${EndIf}
FunctionEnd

Section
  SetShellVarContext current
  Call RefuseWhileItRuns
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ; What an older version installed and this one has no use for goes with it. It runs in its place, and is waited for.
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR' $0
    ${If} $0 <> 0
      !insertmacro GIVE_UP "$(OLD_STAYS)" 2
    ${EndIf}
  ${EndIf}

  ClearErrors
  SetOverwrite try
  !insertmacro INSTALL_FILES
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    !insertmacro GIVE_UP "$(NOT_WRITTEN)" 4
  ${EndIf}

  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "$(A_STORE)"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" '"$INSTDIR\${PROGRAM}",1'
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${TYPE}"
  WriteRegStr HKCU "${CLASSES}\${ENDING}" "Content Type" "application/vnd.conflict-timeline+sqlite3"
  WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "${PATHS}\${COMMAND}" "" "$INSTDIR\${COMMAND}"
  !insertmacro TELL_EXPLORER

  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "The Conflict Timeline developers"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
SectionEnd

Section un.
  SetShellVarContext current
  Call un.RefuseWhileItRuns
  ; Each file by its name: what a person put beside the program stays, and so do chronologies and settings.
  !insertmacro REMOVE_FILES
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"

  DeleteRegKey HKCU "${CLASSES}\${TYPE}"
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${TYPE}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\${ENDING}" ""
  ${If} $0 == "${TYPE}" ; another program may have taken it
    DeleteRegValue HKCU "${CLASSES}\${ENDING}" ""
    DeleteRegValue HKCU "${CLASSES}\${ENDING}" "Content Type"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
  ${EndIf}
  DeleteRegKey HKCU "${PATHS}\${COMMAND}"
  DeleteRegKey HKCU "${ENTRY}"
  !insertmacro TELL_EXPLORER
SectionEnd
