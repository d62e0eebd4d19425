import { ERRNO, type WasmImports } from "./emscripten";

/** What Python needs of the world outside its memory: its own files, clocks, random bytes, more memory. */
const ALLOWED = new Set(
  `__assert_fail _abort_js _gmtime_js _localtime_js _mktime_js _timegm_js _tzset_js _mmap_js _msync_js _munmap_js
  __syscall_chdir __syscall_chmod __syscall_dup __syscall_dup3 __syscall_faccessat __syscall_fadvise64
  __syscall_fallocate __syscall_fchdir __syscall_fchmod __syscall_fchmodat2 __syscall_fchown32 __syscall_fchownat
  __syscall_fcntl64 __syscall_fdatasync __syscall_fstat64 __syscall_fstatfs64 __syscall_ftruncate64 __syscall_getcwd
  __syscall_getdents64 __syscall_getuid32_js __syscall_ioctl __syscall_lstat64 __syscall_mkdirat __syscall_mknodat
  __syscall_newfstatat __syscall_openat __syscall_pipe __syscall_poll __syscall_readlinkat __syscall_renameat
  __syscall_rmdir __syscall_stat64 __syscall_statfs64 __syscall_symlinkat __syscall_truncate64 __syscall_umask_js
  __syscall_unlinkat __syscall_utimensat _maybe_poll_async _try_fcntl64
  clock_res_get clock_time_get environ_get environ_sizes_get fd_close fd_fdstat_get fd_pread fd_pwrite fd_read fd_seek
  fd_sync fd_write random_get _emscripten_get_progname _emscripten_lookup_name _emscripten_runtime_keepalive_clear
  emscripten_date_now emscripten_get_heap_max emscripten_get_now emscripten_resize_heap
  emscripten_runtime_keepalive_pop emscripten_runtime_keepalive_push __call_sighandler
  _PyEM_TrampolineCall_JS _Py_emscripten_runtime
  Jsv_GetError_import JsvError_Check __hiwire_deduplicate_new`.split(/\s+/),
);

/** These answer an error number, which Python raises as OSError. */
const REFUSED = /^(__syscall_|_emscripten_system$|_setitimer_js$)/;

function refused(): number {
  return -ERRNO.EPERM;
}

/** EAI_NONAME: no name is known. */
function unknownName(): number {
  return -2;
}

/**
 * Takes everything else of JavaScript away from the program, in place, before it is instantiated: the whole foreign
 * function interface of Pyodide, sockets, processes, dynamic libraries, the browser's and Emscripten's own functions.
 * What is not a call to the system ends the process when it is called.
 */
export function sealImports(imports: WasmImports): void {
  for (const [name, original] of Object.entries(imports)) {
    if (typeof original !== "function" || ALLOWED.has(name)) continue;
    const replacement = REFUSED.test(name)
      ? () => refused()
      : () => {
          throw new Error(`${name} is not available`);
        };
    imports[name] =
      original.sig === undefined ? replacement : Object.assign(replacement, { sig: original.sig });
  }
  for (const name of ["getaddrinfo", "getnameinfo"])
    imports[name] = Object.assign(unknownName, { sig: imports[name]?.sig ?? "" });
  imports.exit = imports.proc_exit = leave;
}

function leave(code: number): never {
  process.exit(code);
}
