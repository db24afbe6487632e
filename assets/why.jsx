import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { Icon } from "$/public/shell.jsx";

const Drawer = lazy(() => import("$/public/drawer.jsx"));

function wanted(search) {
  const asked = Number(new URLSearchParams(search).get("why"));
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
}

/**
 * Watches the address for `?why=<event>` and has it explained. Opened from the page, Back closes it; come to by a link,
 * closing leaves the page that the link leads to.
 */
export function WhyDrawer({ awake, onOpen, ...rest }) {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const [mounted, setMounted] = useState(false);
  const subject = mounted ? wanted(search) : 0;
  const stood = useRef(null);
  const pushed = useRef(false);
  const told = useRef(0);
  useEffect(() => setMounted(true), []);
  useEffect(() => {
    if (!mounted) return;
    if (!subject) pushed.current = false;
    else if (stood.current === 0) pushed.current = true;
    stood.current = subject;
  }, [mounted, subject]);
  useEffect(() => {
    if (!subject) told.current = 0;
    if (!subject || !awake || told.current === subject) return;
    told.current = subject;
    onOpen(subject);
  }, [subject, awake]);
  if (!subject) return null;
  const close = () => {
    if (pushed.current) return navigate(-1);
    const query = new URLSearchParams(search);
    query.delete("why");
    return navigate(query.size ? `${pathname}?${query}` : pathname, { replace: true, preventScrollReset: true });
  };
  return (
    <Suspense fallback={null}>
      <Drawer
        {...rest}
        subject={subject}
        next={encodeURIComponent(pathname + search)}
        onClose={close}
        onRetry={() => onOpen(subject)}
      />
    </Suspense>
  );
}

/** 'Why this?': the page stays as it is behind the drawer, and where it is scrolled. */
export function WhyLink({ subject, name, className }) {
  const { pathname, search } = useLocation();
  const query = new URLSearchParams(search);
  query.set("why", subject);
  return (
    <Link className={className} to={`${pathname}?${query}`} preventScrollReset>
      <Icon name="spark" />
      Why this?
      <span className="sr"> {name}</span>
    </Link>
  );
}
